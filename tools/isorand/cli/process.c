/* SPDX-License-Identifier: MIT */
#include "cli/process.h"
#include "cli/message.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

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

void process_begin(void) {
    occupy_standard_streams();
    signal(SIGPIPE, SIG_IGN); /* a closed pipe shall be an error of write() */
    signal(SIGXFSZ, SIG_IGN); /* and so shall a file beyond the size limit */
    setvbuf(stderr, NULL, _IOLBF, BUFSIZ);
}

int process_end(int code) {
    if ((fflush(stdout) || ferror(stdout)) && errno != EPIPE)
        return fail("standard output: %s", strerror(errno));
    return code;
}
