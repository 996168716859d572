#ifndef UPSHID_TESTS_HOUSE_TREE_H
#define UPSHID_TESTS_HOUSE_TREE_H

#include <string>
#include <vector>

namespace upshid::house {

// A file of the project: its path from the root, with '/', and its text.
struct File {
  std::string path;
  std::string text;
};

// What is wrong, one line each, "path:line: what". Empty is good.
using Complaints = std::vector<std::string>;

// The C++ files below libupshid, tools, tests and examples, sorted by path.
std::vector<File> source_files(const std::string& root);

// The names at the root that git does not ignore by our .gitignore, sorted.
std::vector<std::string> top_level(const std::string& root);

// A scratch folder that goes away with the object.
class TempTree {
 public:
  TempTree();
  TempTree(const TempTree&) = delete;
  TempTree& operator=(const TempTree&) = delete;
  ~TempTree();
  const std::string& root() const { return root_; }
  // Writes a file and the folders above it.
  void write(const std::string& path, const std::string& text, bool executable = false) const;

 private:
  std::string root_;
};

}  // namespace upshid::house

#endif
