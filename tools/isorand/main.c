/* SPDX-License-Identifier: MIT */
/* The command line tool isorand: finds the subcommand. */
#include "cli/command.h"
#include "cli/message.h"
#include "cli/process.h"

#include <isorand/isorand.h>
#include <stdio.h>
#include <string.h>

static const struct {
    const char *name, *summary;
    cli_command *run;
} commands[] = {
#define COMMAND(name, summary) {#name, summary, cmd_##name},
#include "commands.def"
#undef COMMAND
};
enum { COMMANDS = sizeof commands / sizeof *commands };

static void print_help(void) {
    printf("isorand %s: NumPy's random streams, bit for bit, at SIMD speed\n\n"
           "Usage: isorand COMMAND [OPTION]...\n\nCommands:\n",
           isorand_version());
    for (int i = 0; i < COMMANDS; i++)
        printf("  %-8s %s\n", commands[i].name, commands[i].summary);
    printf("\nOptions:\n"
           "  --help, -h     this text; after a command, or as `isorand help COMMAND`, that\n"
           "                 command's options\n"
           "  --version, -V  the version\n\n"
           "The environment variable ISORAND_BACKEND names the backend to use (see isorand info).\n"
           "Exit codes: 0 success, 1 failure, 2 wrong usage.\n"
           "The numbers are predictable: never use them for cryptography.\n");
}

static int is_one_of(const char *name, const char *a, const char *b, const char *c) {
    return !strcmp(name, a) || !strcmp(name, b) || !strcmp(name, c);
}

static int unknown(const char *name) {
    refuse_start(name, "command");
    for (int i = 0; i < COMMANDS; i++)
        refuse_item("", commands[i].name);
    refuse_item("", "help");
    refuse_item("", "version");
    refuse_item("", "--help");
    refuse_item("", "--version");
    return refuse_end();
}

static int run_command(const char *program, int argc, char **argv) {
    for (int i = 0; i < COMMANDS; i++)
        if (!strcmp(argv[0], commands[i].name))
            return commands[i].run(program, argc, argv);
    return unknown(argv[0]);
}

static int run(int argc, char **argv) {
    if (argc < 2)
        return print_help(), CLI_OK;
    if (is_one_of(argv[1], "--version", "-V", "version"))
        return printf("isorand %s\n", isorand_version()), CLI_OK;
    if (!is_one_of(argv[1], "--help", "-h", "help"))
        return run_command(argv[0], argc - 1, argv + 1);
    if (argc == 2)
        return print_help(), CLI_OK;
    char *asked[] = {argv[2], (char[]){"--help"}, NULL}; /* isorand help COMMAND */
    return run_command(argv[0], 2, asked);
}

int main(int argc, char **argv) {
    process_begin();
    return process_end(run(argc, argv));
}
