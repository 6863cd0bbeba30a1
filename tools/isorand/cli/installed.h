/* SPDX-License-Identifier: MIT */
/* Files that were installed with the command. */
#ifndef INSTALLED_H
#define INSTALLED_H

/* Finds such a file from where the command lies: the tree may have been moved, or copied to a
 * machine that has nothing else of it.  'place' is where CMake installs it, from the command's
 * directory; 'beside' its name in that directory itself, in a build or in a folder to carry.  To be
 * freed; NULL after a message about 'option'. */
char *installed_file(const char *option, const char *place, const char *beside);

#endif
