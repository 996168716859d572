#ifndef UPSHID_BASE_CLOSE_FROM_H
#define UPSHID_BASE_CLOSE_FROM_H

namespace upshid::base {

// Closes this descriptor and all higher ones. May be called between fork() and exec().
void close_from(unsigned first);

}  // namespace upshid::base

#endif
