/* SPDX-License-Identifier: MIT */
/* What the text of every engine begins with: see engine_tmpl.h. */
#ifndef IR_ENGINE_BEGIN_H
#define IR_ENGINE_BEGIN_H

#include "base/bytes.h"
#include "engine/engine.h"
#include "seed/seedseq.h"

#define CAT_(a, b) a##b
#define CAT(a, b)  CAT_(a, b)

/* A row of the table of fields: 'count' integers of the struct's member, saved with their own
 * width, or with 'width' bytes each. */
#define FIELD(member, count) FIELD_AS(member, count, MEMBER_BYTES(member) / (count))
#define FIELD_AS(member, count, width)                                                             \
    { offsetof(struct ENGINE_CORE, member), MEMBER_BYTES(member) / (count), count, width }
#define MEMBER_BYTES(member) sizeof(((struct ENGINE_CORE *)0)->member)

#endif
