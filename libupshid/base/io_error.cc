#include "base/io_error.h"

#include <cerrno>
#include <utility>

namespace upshid::base {

Error io_error(std::string where, std::string what, int error) {
  const bool is_refusal = error == EACCES || error == EPERM || error == EROFS;
  return {is_refusal ? Code::permission : Code::io, std::move(where), std::move(what), error};
}

}  // namespace upshid::base
