/* SPDX-License-Identifier: MIT */
/* What a subcommand is to main(): a function that gets its own arguments and returns an exit code.
 */
#ifndef COMMAND_H
#define COMMAND_H

enum { CLI_OK = 0, CLI_FAILURE = 1, CLI_USAGE = 2 };

/* 'program' is the name under which the tool was called, argv[0] the subcommand's. */
typedef int cli_command(const char *program, int argc, char **argv);

#define COMMAND(name, summary) cli_command cmd_##name;
#include "commands.def"
#undef COMMAND

#endif
