/* Compiled on Debian 11 (glibc 2.31), running from glibc 2.28 on. */
#ifdef __x86_64__
/* Names of libm that got a newer version in glibc 2.29: take the one every glibc has. */
__asm__(".symver exp,exp@GLIBC_2.2.5");
__asm__(".symver exp2,exp2@GLIBC_2.2.5");
__asm__(".symver log,log@GLIBC_2.2.5");
__asm__(".symver log2,log2@GLIBC_2.2.5");
__asm__(".symver pow,pow@GLIBC_2.2.5");
#endif
#ifdef __cplusplus
/* pthread_cond_clockwait came with glibc 2.30; without it the library waits as it did before. */
#include <bits/c++config.h>
#undef _GLIBCXX_USE_PTHREAD_COND_CLOCKWAIT
#endif
