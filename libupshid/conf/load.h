#ifndef UPSHID_CONF_LOAD_H
#define UPSHID_CONF_LOAD_H

// A configuration file that need not be there.

#include <upshid/result.h>

#include <string>
#include <utility>

#include "base/file.h"

namespace upshid::conf {

// parse(text, path), or an empty Conf that knows its path.
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
