/* SPDX-License-Identifier: MIT */
/* Messages on stderr, one line each. */
#ifndef MESSAGE_H
#define MESSAGE_H

#if defined(__GNUC__)
#define PRINTF_LIKE(text, first) __attribute__((format(printf, text, first)))
#else
#define PRINTF_LIKE(text, first)
#endif

/* 'text' in quotes, without control characters, shortened when it is long.  The result lasts until
 * the call after the next. */
const char *shown(const char *text);

/* "isorand: ..."; returns CLI_FAILURE. */
int fail(const char *format, ...) PRINTF_LIKE(1, 2);

/* "isorand: OPTION 'VALUE': REASON" about wrong usage; 'value' may be NULL.  Returns CLI_USAGE. */
int refuse(const char *option, const char *value, const char *reason, ...) PRINTF_LIKE(3, 4);

/* The same in parts: the option is formatted, and then comes either the reason, or the items of
 * "expected one of ITEM, ITEM, ..." and the end.  Where 'value' is near an item this one is
 * suggested.  The texts must last until the end, but for the note, which is at most
 * ITEM_NOTE_MAX - 1 bytes long. */
enum { ITEM_NOTE_MAX = 160 };
void refuse_start(const char *value, const char *option, ...) PRINTF_LIKE(2, 3);
int refuse_reason(const char *reason, ...) PRINTF_LIKE(1, 2);
void refuse_item(const char *prefix, const char *name);
void refuse_item_note(const char *prefix, const char *name, const char *note);
int refuse_end(void);

#endif
