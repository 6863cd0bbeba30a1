/* SPDX-License-Identifier: MIT */
/* The command line tool isorand: finds the subcommand and reports failed writes to stdout. */
#include "cli/command.h"
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <isorand/isorand.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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
           "  --help     this text; after a command, that command's options\n"
           "  --version  the version\n\n"
           "The environment variable ISORAND_BACKEND names the backend to use (see isorand info).\n"
           "Exit codes: 0 success, 1 failure, 2 wrong usage.\n"
           "The numbers are predictable: never use them for cryptography.\n");
}

static int run(int argc, char **argv) {
    const char *name = argc > 1 ? argv[1] : NULL;
    if (name && (!strcmp(name, "--help") || !strcmp(name, "-h")))
        return print_help(), CLI_OK;
    if (name && !strcmp(name, "--version"))
        return printf("isorand %s\n", isorand_version()), CLI_OK;
    for (int i = 0; name && i < COMMANDS; i++)
        if (!strcmp(name, commands[i].name))
            return commands[i].run(argv[0], argc - 1, argv + 1);
    refuse_start(name, "command");
    for (int i = 0; i < COMMANDS; i++)
        refuse_item("", commands[i].name);
    refuse_item("", "--help");
    refuse_item("", "--version");
    return refuse_end();
}

/* A closed standard stream would lend its number to the next file opened, and messages would end up
 * in the output: occupies it, with a descriptor on which writing is an error. */
static void occupy_standard_streams(void) {
    int fd;
    do
        fd = open("/dev/null", O_RDONLY);
    while (fd >= 0 && fd <= STDERR_FILENO);
    if (fd >= 0)
        close(fd);
}

int main(int argc, char **argv) {
    occupy_standard_streams();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe shall be an error of write() */
    signal(SIGXFSZ, SIG_IGN); /* and so shall a file beyond the size limit */
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
    int code = run(argc, argv);
    if (fflush(stdout) || ferror(stdout)) {
        if (errno != EPIPE)
            return fail("standard output: %s", strerror(errno));
    }
    return code;
}
