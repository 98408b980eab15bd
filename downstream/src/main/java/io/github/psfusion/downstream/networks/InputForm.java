// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.downstream.networks;

/** What a segmenter sees of a pair. */
public enum InputForm {
    /** One image of three channels: visible, infrared or fused. */
    IMAGE(3),
    /** The visible image and the infrared one as its fourth channel. */
    CHANNELS(4),
    /** Both images, in an encoder each: the features are fused inside of the segmenter. */
    FEATURES(3);

    private final int channels;

    InputForm(int channels) {
        this.channels = channels;
    }

    /** Returns the channels of the first encoder's input. */
    public int channels() {
        return channels;
    }
}
