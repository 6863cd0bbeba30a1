/* SPDX-License-Identifier: MIT */
/* The 256-layer ziggurats of the standard normal (half) and exponential densities, as NumPy's.
 *
 * Layer i > 0 lies between the heights f[i - 1] and f[i] and is x[i] wide, f = density(x); layer 0
 * is the base with the tail, its rectangle as wide as its area demands.  A point of layer i is
 * x = j * w[i] for an integer j of b random bits, and lies under the curve for certain if j < k[i].
 *   w[i] = x[i] / 2^b,  k[i] = 2^b x[i - 1] / x[i],  x[255] = R, where the tail begins
 * b is 52 for the normal, 53 for the exponential and 23 for both in single precision.
 * (Marsaglia and Tsang, "The Ziggurat Method for Generating Random Variables", 2000.) */
#ifndef IR_ZIGGURAT_TABLES_H
#define IR_ZIGGURAT_TABLES_H

#include <isorand/inline/ziggurat.h>

/* f[i], and how much higher the layer's upper edge is: f[i - 1] - f[i], rounded.  Layer 0 has no
 * wedge, and f[0] is 1, above all others. */
struct ir_wedge_f64 {
    double f, height;
};
struct ir_wedge_f32 {
    float f, height;
};

/* Aligned, so that a kernel reads k and w with one load. */
extern const struct ir_layer_f64 ir_normal_layers[256], ir_exponential_layers[256];
extern const struct ir_layer_f32 ir_normal_layers_f32[256], ir_exponential_layers_f32[256];
extern const struct ir_wedge_f64 ir_normal_wedges[256], ir_exponential_wedges[256];
extern const struct ir_wedge_f32 ir_normal_wedges_f32[256], ir_exponential_wedges_f32[256];

#define IR_NORMAL_R         3.6541528853610087963519472518
#define IR_NORMAL_INVERSE_R 0.27366123732975827203338247596
#define IR_EXPONENTIAL_R    7.6971174701310497140446280481

#endif
