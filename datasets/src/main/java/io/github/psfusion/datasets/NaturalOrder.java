// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.datasets;

import java.util.Comparator;

/**
 * The order in which people count: runs of digits are compared as numbers, so that {@code 2} comes before {@code 10}.
 *
 * <p>Names that differ only in leading zeros are ordered as text, so that the order is total.
 */
public final class NaturalOrder implements Comparator<String> {
    /** The only instance that is needed; it has no state. */
    public static final NaturalOrder INSTANCE = new NaturalOrder();

    private NaturalOrder() {}

    @Override
    public int compare(String left, String right) {
        int i = 0;
        int j = 0;
        while (i < left.length() && j < right.length()) {
            int order;
            if (isDigit(left.charAt(i)) && isDigit(right.charAt(j))) {
                int endOfLeft = endOfDigits(left, i);
                int endOfRight = endOfDigits(right, j);
                order = compareNumbers(left, i, endOfLeft, right, j, endOfRight);
                i = endOfLeft;
                j = endOfRight;
            } else {
                order = Character.compare(left.charAt(i), right.charAt(j));
                i++;
                j++;
            }
            if (order != 0) {
                return order;
            }
        }
        int order = Integer.compare(left.length() - i, right.length() - j);
        return order != 0 ? order : left.compareTo(right);
    }

    /** Only ASCII digits: a name's order must not depend on the digits of other scripts. */
    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    private static int endOfDigits(String text, int from) {
        int end = from;
        while (end < text.length() && isDigit(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Compares in place: lists of a million names are sorted. */
    private static int compareNumbers(String left, int i, int endOfLeft, String right, int j, int endOfRight) {
        int digit = withoutLeadingZeros(left, i, endOfLeft);
        int other = withoutLeadingZeros(right, j, endOfRight);
        int order = Integer.compare(endOfLeft - digit, endOfRight - other);
        while (order == 0 && digit < endOfLeft) {
            order = Character.compare(left.charAt(digit++), right.charAt(other++));
        }
        return order;
    }

    private static int withoutLeadingZeros(String text, int from, int end) {
        int first = from;
        while (first < end && text.charAt(first) == '0') {
            first++;
        }
        return first;
    }
}
