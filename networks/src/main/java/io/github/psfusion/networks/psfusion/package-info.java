/**
 * PSFusion: Tang, Zhang, Xu, Ma, "Rethinking the necessity of image fusion in high-level vision tasks: A practical infrared
 * and visible image fusion network based on progressive semantic injection and scene fidelity", Information Fusion 99,
 * 101870, 2023. One class per block of the paper; parameters bear the names of the authors' state dict.
 */
@NullMarked
package io.github.psfusion.networks.psfusion;

import org.jspecify.annotations.NullMarked;
