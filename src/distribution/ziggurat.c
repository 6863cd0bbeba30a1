/* SPDX-License-Identifier: MIT */
/* Bulk fills of standard normals and exponentials. */
#include "distribution/ziggurat.h"
#include "base/bytes.h"
#include "distribution/draw.h"
#include "distribution/few_standard.h"
#include "distribution/kept.h"
#include "math/ziggurat_tables.h"

#define ZIGGURAT  normal_f64
#define DRAW      ir_draw_normal
#define FROM_WORD ir_normal_from_word
#define VALUE     double
#define BITS      64
#include "distribution/ziggurat_tmpl.h"

#define ZIGGURAT  exponential_f64
#define DRAW      ir_draw_exponential
#define FROM_WORD ir_exponential_from_word
#define VALUE     double
#define BITS      64
#include "distribution/ziggurat_tmpl.h"

#define ZIGGURAT  normal_f32
#define DRAW      ir_draw_normal_f32
#define FROM_WORD ir_normal_f32_from_word
#define VALUE     float
#define BITS      32
#include "distribution/ziggurat_tmpl.h"

#define ZIGGURAT  exponential_f32
#define DRAW      ir_draw_exponential_f32
#define FROM_WORD ir_exponential_f32_from_word
#define VALUE     float
#define BITS      32
#include "distribution/ziggurat_tmpl.h"
