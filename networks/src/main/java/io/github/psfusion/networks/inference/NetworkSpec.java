// Copyright 2026 The PSFusion for Java authors
// SPDX-License-Identifier: Apache-2.0
package io.github.psfusion.networks.inference;

import io.github.psfusion.methods.Sizing;
import io.github.psfusion.networks.KeyMapping;
import java.util.List;
import java.util.Set;

/**
 * What a network declares about itself. All that works for any network (weights, graphs, fusion, calibration, export) is done from
 * it by the other classes of this package.
 *
 * <p>The specification has no state and needs no backend. A {@link NetworkProvider} makes a fusion method of it.
 */
public interface NetworkSpec {
    /** Returns the name of the method, lower case, such as {@code psfusion}. Its weights of the installation have it, too. */
    String key();

    /** Returns the name of the network in messages and weight files, such as {@code PSFusion}. */
    String name();

    /** Returns what the network is, in a few words, such as its name and what the letters stand for. */
    default String title() {
        return name();
    }

    /** Returns authors, title, journal, year; empty where there is no paper. */
    default String citation() {
        return "";
    }

    /** Returns the inputs. */
    List<NetworkInput> inputs();

    /** Returns the sizes that the network takes. */
    default SizeRule sizes() {
        return SizeRule.ANY;
    }

    /** Returns the outputs, first the {@linkplain NetworkOutput#fused fused image}. */
    default List<NetworkOutput> outputs() {
        return List.of(NetworkOutput.fused());
    }

    /** Returns the outputs that the network has in one of its forms; those of {@link #outputs()} that its parts give. */
    default List<NetworkOutput> outputs(Architecture architecture) {
        return outputs();
    }

    /** Returns the parts that the network can be built without. */
    default List<RemovablePart> removableParts() {
        return List.of();
    }

    /** Returns the keys by which weight files are recognized. */
    WeightSignature signature();

    /** Returns the files in which weights were published, which users have to get; the default is one file of this program. */
    default List<WeightPart> parts() {
        return List.of(new WeightPart(name(), key() + ".safetensors", signature()));
    }

    /** Returns where the {@link #parts} were published, in a few words; empty where they were not. */
    default String weightSource() {
        return "";
    }

    /** Returns the facts about the form of the network that are read from the shapes of weights. */
    default List<ArchitectureFact> facts() {
        return List.of();
    }

    /** Returns the choices that users have. */
    default List<NetworkOption> options() {
        return List.of();
    }

    /**
     * Declares the network.
     *
     * @param architecture has a value for each of {@link #options}, and for each of {@link #facts} but those of parts that are left out
     * @return a network without values, which the caller closes
     */
    Network build(Architecture architecture);

    /** Returns where published weight files keep the parameters. */
    default KeyMapping publishedKeys() {
        return KeyMapping.SAME;
    }

    /** Returns the sizings that make a difference, the default first. */
    default List<Sizing> sizings() {
        return List.of(Sizing.PAD);
    }

    /** Returns how pairs are brought to a size that the network takes. */
    default SizeAdapter sizeAdapter(Sizing sizing) {
        return sizing == Sizing.AS_PUBLISHED ? new TruncatingResizeAdapter(sizes()) : new PaddingAdapter(sizes());
    }

    /** Returns how fused luminance becomes the fused image. */
    default OutputStep outputStep(Architecture architecture) {
        return OutputStep.PLAIN;
    }

    /** Returns whether one traced graph holds for all sizes of images, so that an ONNX file can have any size. */
    default boolean exportsAnySize() {
        return true;
    }

    /** Returns keys of the weights of convolutions that stay in floating point for {@code int8}. */
    default Set<String> floatConvolutions() {
        return Set.of();
    }

    /** Returns the block to which a parameter belongs: its name up to the first dot. */
    default String block(String parameter) {
        int end = parameter.indexOf('.');
        return end < 0 ? parameter : parameter.substring(0, end);
    }
}
