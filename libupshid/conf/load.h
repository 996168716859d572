#ifndef UPSHID_CONF_LOAD_H
#define UPSHID_CONF_LOAD_H

// Reading a configuration file that may be missing.

#include <upshid/result.h>

#include <string>
#include <utility>

#include "base/file.h"

namespace upshid::conf {

// parse(text, path), or an empty Conf with its path.
template <class Conf, class Parse>
Result<Conf> load(std::string path, Parse parse) {
  auto text = base::read_file(path);
  if (text) return parse(*text, std::move(path));
  if (text.error().code != Code::not_found) return text.error();
  Conf none;
  none.path = std::move(path);
  return none;
}

}  // namespace upshid::conf

#endif
