// SPDX-License-Identifier: MIT
// Runs `isorand verify` in processes of their own, as the command does: its text chooses backends,
// prints, and ends.
#include "verified.h"

extern "C" {
#include "cli/command.h"
}

#include <sha256.h>
#include <sys/wait.h>
#include <unistd.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <vector>

namespace {

// What the command wrote, and its exit code; -1 where it did not run.
struct Output {
    std::string text;
    int code;
};

Output run(std::vector<std::string> words, bool with_messages) {
    std::array<int, 2> ends;
    std::fflush(nullptr);
    if (pipe(ends.data()))
        return {"no pipe", -1};
    const pid_t child = fork();
    if (child == 0) {
        dup2(ends[1], STDOUT_FILENO);
        if (with_messages)
            dup2(ends[1], STDERR_FILENO);
        close(ends[0]);
        close(ends[1]);
        std::vector<char *> argv;
        for (std::string &word : words)
            argv.push_back(word.data());
        argv.push_back(nullptr);
        const int code = cmd_verify("isorand", static_cast<int>(words.size()), argv.data());
        _exit(std::fflush(stdout) ? 1 : code);
    }
    close(ends[1]);
    std::string text;
    std::array<char, 4096> part;
    for (ssize_t n; child > 0 && (n = read(ends[0], part.data(), part.size())) > 0;)
        text.append(part.data(), static_cast<std::size_t>(n));
    close(ends[0]);
    int status;
    if (child < 0 || waitpid(child, &status, 0) < 0 || !WIFEXITED(status))
        return {text + "isorand verify did not end by itself", -1};
    return {text, WEXITSTATUS(status)};
}

std::string last_line(std::string text) {
    while (!text.empty() && text.back() == '\n')
        text.pop_back();
    return text.substr(text.rfind('\n') + 1); // npos + 1 is 0
}

std::string sha256(const std::string &text) {
    std::array<char, SHA256_DIGEST_STRING_LENGTH> hex;
    return SHA256Data(reinterpret_cast<const uint8_t *>(text.data()), text.size(), hex.data());
}

} // namespace

Verified verify() {
    const Output checked = run({"verify"}, true);
    const Output manifest = run({"verify", "--write-manifest", "-", "--size", "64Ki"}, false);
    if (manifest.code)
        return {false, "no manifest could be written", "none"};
    return {checked.code == 0, last_line(checked.text), "sha256:" + sha256(manifest.text)};
}
