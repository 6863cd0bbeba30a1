/* SPDX-License-Identifier: MIT */
/* A program, or a library, of nothing; see check_startup.sh. */
int main(void);
int main(void) {
    return 0;
}
