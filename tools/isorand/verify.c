/* SPDX-License-Identifier: MIT */
/* isorand verify: all backends give the same bits, proved on the user's machine. */
#include "verify/verify.h"
#include "cli/command.h"
#include "cli/options.h"

int cmd_verify(const char *program, int argc, char **argv) {
    struct verify_request request;
    (void)program;
    const int code = verify_options(&request, argc, argv);
    if (code)
        return code == OPTIONS_HELP ? CLI_OK : code;
    if (request.value[VERIFY_MANIFEST])
        return verify_read_manifest(&request);
    if (request.value[VERIFY_WRITE_MANIFEST])
        return verify_write_manifest(&request);
    return verify_check(&request);
}
