// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.testing;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.provider.ArgumentsSource;
import org.junit.jupiter.params.support.ParameterDeclarations;

/**
 * Hands a parameterized test the seeds 0, 1, 2, ... as {@code long}: the test makes its random case from the seed, so that the
 * seed in the failed case's name repeats it. {@code -Dpsfusion.seed=N} runs that one alone.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ArgumentsSource(Seeds.Provider.class)
public @interface Seeds {
    /** Number of cases. */
    int value();

    /** Makes the seeds. */
    final class Provider implements ArgumentsProvider {
        @Override
        public Stream<? extends Arguments> provideArguments(
                ParameterDeclarations parameters, ExtensionContext context) {
            Long only = Long.getLong("psfusion.seed");
            if (only != null) {
                return Stream.of(Arguments.of(only));
            }
            int count =
                    context.getRequiredTestMethod().getAnnotation(Seeds.class).value();
            return LongStream.range(0, count).mapToObj(Arguments::of);
        }
    }
}
