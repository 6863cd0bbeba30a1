/* SPDX-License-Identifier: MIT */
/* Runs a fuzz target on the files that are named, or on those in a folder that is named: for builds
 * without libFuzzer.  Then, in a child process each, with every fault planted that the target
 * knows: a check has to fail. */
#include "fuzz/support/fuzz.h"
#include "support/evidence.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { BYTES_MAX = 1 << 16, FILES_MAX = 4096, FAILED_CHECK = 42 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static char *files[FILES_MAX];
static int nfiles;

static void add(const char *folder, const char *name) {
    const size_t size = strlen(folder) + strlen(name) + 2;
    char *path = malloc(size);
    if (!path || nfiles == FILES_MAX)
        abort();
    snprintf(path, size, "%s%s%s", folder, *folder ? "/" : "", name);
    files[nfiles++] = path;
}

static int compare(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Files of a folder, or a file. */
static void collect(const char *path) {
    DIR *stream = opendir(path);
    const struct dirent *entry;
    if (!stream) {
        add("", path);
        return;
    }
    while ((entry = readdir(stream)) != NULL)
        if (*entry->d_name != '.')
            add(path, entry->d_name);
    closedir(stream);
}

/* The input stands at the end of its memory: sanitizers see what is read behind it. */
static int replay(const char *path) {
    static unsigned char buffer[BYTES_MAX];
    FILE *file = fopen(path, "rb");
    if (!file) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return -1;
    }
    const size_t n = fread(buffer, 1, sizeof buffer, file);
    fclose(file);
    unsigned char *input = malloc(n ? n : 1);
    if (!input)
        abort();
    memcpy(input, buffer, n);
    LLVMFuzzerTestOneInput(input, n);
    free(input);
    return 0;
}

static int replay_all(int show) {
    for (int i = 0; i < nfiles; i++) {
        if (show) { /* to be seen should it not end */
            printf("# %s\n", files[i]);
            fflush(stdout);
        }
        if (replay(files[i]))
            return -1;
    }
    return 0;
}

/* Whether a check fails with that fault in place. */
static int fires(int fault) {
    int status;
    fflush(stdout);
    const pid_t child = fork();
    if (child < 0)
        abort();
    if (!child) {
        fuzz_plant(fault);
        replay_all(0);
        _exit(EXIT_SUCCESS);
    }
    while (waitpid(child, &status, 0) != child)
        ;
    return WIFEXITED(status) && WEXITSTATUS(status) == FAILED_CHECK;
}

int main(int argc, char **argv) {
    const int only = argc > 1 && !strcmp(argv[1], "--no-faults");
    for (int i = 1 + only; i < argc; i++)
        collect(argv[i]);
    qsort(files, (size_t)nfiles, sizeof *files, compare);
    if (!nfiles) {
        fprintf(stderr, "usage: %s [--no-faults] FOLDER or FILE...\n", *argv);
        return 2;
    }
    if (replay_all(1))
        return EXIT_FAILURE;
    printf("ok 1 - %d inputs\n", nfiles);
    int failed = 0;
    for (int k = 1; k <= fuzz_faults && !only; k++) {
        const int found = fires(k);
        failed += !found;
        printf("%sok %d - planted fault %d\n", found ? "" : "not ", k + 1, k);
    }
    printf("1..%d\n", 1 + (only ? 0 : fuzz_faults));
    evidence_count("fuzz.replayed", (uint64_t)nfiles);
    evidence_count("fuzz.planted_faults", (uint64_t)(only ? 0 : fuzz_faults - failed));
    return failed || evidence_write() ? EXIT_FAILURE : EXIT_SUCCESS;
}
