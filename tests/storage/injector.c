/* Put under a program with LD_PRELOAD: it sees each call that touches files below one folder, can
 * make the n-th of them fail or the process end there, and can write down what would reach the
 * disk, for a model of a power cut. fsync below that folder is only noted, never waited for. */
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

enum { COUNT = 0, KILL = 1, BROKEN = 2, FULL = 3 };

static char root[PATH_MAX];
static size_t root_length;
static long seen, target;
static int what, fired, record = -1;
static char *paths[4096];


void injector_watch(const char *folder) {
    strncpy(root, folder, sizeof root - 1);
    root_length = strlen(root);
}
void injector_arm(long number, int kind) { seen = 0; target = number; what = kind; fired = 0; }
void injector_disarm(void) { target = 0; what = COUNT; }
long injector_seen(void) { return seen; }
int injector_fired(void) { return fired; }
void injector_record(const char *path) {
    record = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
}

static void put(const void *data, size_t length) {
    const char *at = data;
    while (length) {
        long done = syscall(SYS_write, record, at, length);
        if (done <= 0) abort();
        at += done;
        length -= (size_t)done;
    }
}

/* kind · offset · lengths of two paths and the data · these */
static void note(char kind, const char *path, const char *other, int64_t offset,
                 const void *data, size_t length) {
    if (record < 0) return;
    uint32_t sizes[3] = {(uint32_t)strlen(path), (uint32_t)strlen(other), (uint32_t)length};
    put(&kind, 1);
    put(&offset, sizeof offset);
    put(sizes, sizeof sizes);
    put(path, sizes[0]);
    put(other, sizes[1]);
    put(data, length);
}
void injector_note(const char *text) { note('n', "", "", 0, text, strlen(text)); }

static const char *inside(const char *path) {
    if (!root_length || !path || strncmp(path, root, root_length)) return NULL;
    return path[root_length] == '/' || !path[root_length] ? path : NULL;
}
static const char *of(int file) {
    return file >= 0 && file < 4096 ? paths[file] : NULL;
}

/* 1 where the call is to fail; `space` where it is one that needs room on the disk. */
static int fails(int space) {
    seen++;
    if (!target) return 0;
    if (what == KILL && seen == target) kill(getpid(), SIGKILL);
    if (what == BROKEN && seen == target) { fired = 1; errno = EIO; return 1; }
    if (what == FULL && seen >= target && space) { fired = 1; errno = ENOSPC; return 1; }
    return 0;
}

static int opened(int file, const char *path, int flags, int is_new) {
    if (file < 0 || file >= 4096) return file;
    free(paths[file]);
    paths[file] = strdup(path);
    if (is_new) note('c', path, "", 0, "", 0);
    else if (flags & O_TRUNC) note('t', path, "", 0, "", 0);
    return file;
}
static int open_at(int at, const char *path, int flags, mode_t mode) {
    const char *found = inside(path);
    if (!found) return (int)syscall(SYS_openat, at, path, flags, mode);
    struct stat is;
    int is_new = (flags & O_CREAT) && lstat(path, &is) != 0;
    if (fails(is_new)) return -1;
    return opened((int)syscall(SYS_openat, at, path, flags, mode), path, flags, is_new);
}
#define MODE(flags) mode_t mode = 0; \
    if ((flags) & (O_CREAT | O_TMPFILE)) { va_list rest; va_start(rest, flags); \
        mode = (mode_t)va_arg(rest, int); va_end(rest); }
int open(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int open64(const char *path, int flags, ...) { MODE(flags) return open_at(AT_FDCWD, path, flags, mode); }
int openat(int at, const char *path, int flags, ...) { MODE(flags) return open_at(at, path, flags, mode); }
int openat64(int at, const char *path, int flags, ...) { MODE(flags) return open_at(at, path, flags, mode); }

int close(int file) {
    if (of(file)) { free(paths[file]); paths[file] = NULL; }
    return (int)syscall(SYS_close, file);
}

ssize_t read(int file, void *to, size_t length) {
    if (of(file) && fails(0)) return -1;
    return syscall(SYS_read, file, to, length);
}
ssize_t pread64(int file, void *to, size_t length, off64_t offset) {
    if (of(file) && fails(0)) return -1;
    return syscall(SYS_pread64, file, to, length, offset);
}
ssize_t pread(int file, void *to, size_t length, off_t offset) {
    return pread64(file, to, length, offset);
}

static int dies_writing(void) { return what == KILL && target && seen + 1 == target; }
ssize_t write(int file, const void *data, size_t length) {
    const char *path = of(file);
    if (!path) return syscall(SYS_write, file, data, length);
    if (dies_writing()) syscall(SYS_write, file, data, length / 2);
    if (fails(1)) return -1;
    off_t at = lseek(file, 0, SEEK_CUR);
    ssize_t done = syscall(SYS_write, file, data, length);
    if (done > 0) note('w', path, "", at, data, (size_t)done);
    return done;
}
ssize_t pwrite64(int file, const void *data, size_t length, off64_t offset) {
    const char *path = of(file);
    if (path && dies_writing()) syscall(SYS_pwrite64, file, data, length / 2, offset);
    if (path && fails(1)) return -1;
    ssize_t done = syscall(SYS_pwrite64, file, data, length, offset);
    if (path && done > 0) note('w', path, "", offset, data, (size_t)done);
    return done;
}
ssize_t pwrite(int file, const void *data, size_t length, off_t offset) {
    return pwrite64(file, data, length, offset);
}

static int synced(int file, long number) {
    const char *path = of(file);
    if (!path) return (int)syscall(number, file);
    if (fails(1)) return -1;
    note('s', path, "", 0, "", 0);
    return 0;
}
int fsync(int file) { return synced(file, SYS_fsync); }
int fdatasync(int file) { return synced(file, SYS_fdatasync); }

int ftruncate64(int file, off64_t length) {
    const char *path = of(file);
    if (path && fails(1)) return -1;
    int done = (int)syscall(SYS_ftruncate, file, length);
    if (path && !done) note('t', path, "", length, "", 0);
    return done;
}
int ftruncate(int file, off_t length) { return ftruncate64(file, length); }

int rename(const char *from, const char *to) {
    const char *found = inside(from);
    if (found && fails(1)) return -1;
    int done = (int)syscall(SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (found && !done) note('m', from, to, 0, "", 0);
    return done;
}
int link(const char *from, const char *to) {
    const char *found = inside(from);
    if (found && fails(1)) return -1;
    int done = (int)syscall(SYS_linkat, AT_FDCWD, from, AT_FDCWD, to, 0);
    if (found && !done) note('l', from, to, 0, "", 0);
    return done;
}
int linkat(int a, const char *from, int b, const char *to, int flags) {
    if (inside(from)) return link(from, to);
    return (int)syscall(SYS_linkat, a, from, b, to, flags);
}
static int removed(int at, const char *path, int flags) {
    char whole[PATH_MAX * 2];
    const char *folder = at == AT_FDCWD ? NULL : of(at);
    if (folder && path[0] != '/') {
        strcpy(whole, folder);
        strcat(whole, "/");
        strncat(whole, path, PATH_MAX - 1);
        path = whole;
        at = AT_FDCWD;
    }
    const char *found = inside(path);
    if (found && fails(0)) return -1;
    int done = (int)syscall(SYS_unlinkat, at, path, flags);
    if (found && !done) note('r', path, "", 0, "", 0);
    return done;
}
int unlink(const char *path) { return removed(AT_FDCWD, path, 0); }
int rmdir(const char *path) { return removed(AT_FDCWD, path, AT_REMOVEDIR); }
int unlinkat(int at, const char *path, int flags) { return removed(at, path, flags); }

int mkdir(const char *path, mode_t mode) {
    const char *found = inside(path);
    if (found && fails(1)) return -1;
    int done = (int)syscall(SYS_mkdirat, AT_FDCWD, path, mode);
    if (found && !done) note('d', path, "", 0, "", 0);
    return done;
}
int mkdirat(int at, const char *path, mode_t mode) {
    return inside(path) ? mkdir(path, mode) : (int)syscall(SYS_mkdirat, at, path, mode);
}

/* Callers then read and write, which is seen. */
ssize_t sendfile64(int to, int from, off64_t *offset, size_t length) {
    (void)to; (void)from; (void)offset; (void)length;
    errno = EINVAL;
    return -1;
}
ssize_t sendfile(int to, int from, off_t *offset, size_t length) {
    return sendfile64(to, from, offset, length);
}
ssize_t copy_file_range(int from, off64_t *a, int to, off64_t *b, size_t length, unsigned flags) {
    (void)from; (void)a; (void)to; (void)b; (void)length; (void)flags;
    errno = EXDEV;
    return -1;
}
