/* SPDX-License-Identifier: MIT */
/* IR_IS_SET(MACRO): 1 where MACRO is defined as 1, and 0 where it is not defined or is 0.  Unlike
 * defined(), it can be asked of a macro that a row of a registry names, since rows are arguments of
 * other macros.
 *
 * How: the argument is pasted behind IR_COMMA_IF_.  Only IR_COMMA_IF_1 is a macro, and the comma in
 * it moves the 1 into second place; Linux's IS_ENABLED is made the same way. */
#ifndef IR_IS_SET_H
#define IR_IS_SET_H

#define IR_COMMA_IF_1                    0,
#define IR_SECOND_OF(first, second, ...) second
#define IR_SECOND_OF_(...)               IR_SECOND_OF(__VA_ARGS__)
#define IR_IS_SET__(value)               IR_SECOND_OF_(IR_COMMA_IF_##value 1, 0, 0)
#define IR_IS_SET_(value)                IR_IS_SET__(value)
#define IR_IS_SET(macro)                 IR_IS_SET_(macro)

#endif
