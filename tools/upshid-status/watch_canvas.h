#ifndef UPSHID_STATUS_WATCH_CANVAS_H
#define UPSHID_STATUS_WATCH_CANVAS_H

// A screen as cells, and the bytes that change a terminal from one screen to the next.

#include <string>
#include <string_view>
#include <vector>

namespace upshid::status {

// The meaning of a colour. The text must have the same meaning without it.
enum class Tone : unsigned char { plain, dim, good, notice, alarm, accent };

struct Style {
  Tone tone = Tone::plain;
  bool bold = false;
  bool reverse = false;
  friend bool operator==(const Style&, const Style&) = default;
};

struct Cell {
  char32_t glyph = U' ';
  Style style;
  friend bool operator==(const Cell&, const Cell&) = default;
};

struct ScreenSize {
  int columns = 80;
  int rows = 24;
  friend bool operator==(const ScreenSize&, const ScreenSize&) = default;
};

struct Look {
  bool blocks = true;   // UTF-8 and a font with block elements; else ASCII.
  bool colours = true;  // https://no-color.org: bold, dim and reverse are no colours.
};

class Canvas {
 public:
  Canvas(ScreenSize size, const Look& look)
      : size_(size),
        look_(look),
        cells_(static_cast<std::size_t>(size.columns) * static_cast<std::size_t>(size.rows)) {}

  ScreenSize size() const { return size_; }
  const Look& look() const { return look_; }

  // No effect outside the screen.
  void set(int row, int column, char32_t glyph, Style style = {});
  // UTF-8, of at most `width` cells; longer text ends in an ellipsis. Text of a device is not
  // trusted: control characters, invalid UTF-8 and characters that may not be one cell wide become
  // '?'. Returns the column after it.
  int put(int row, int column, std::string_view text, Style style = {}, int width = 1 << 16);
  // The same, right-aligned before column `end`.
  void put_right(int row, int end, std::string_view text, Style style = {});

  const Cell& at(int row, int column) const;
  // The rows without trailing blanks, each with a newline.
  std::string text() const;

  // The bytes that change `before` (nullptr or another size: an empty screen) into this screen.
  std::string frame(const Canvas* before) const;

 private:
  void add_row(std::string& out, int row) const;

  ScreenSize size_;
  Look look_;
  std::vector<Cell> cells_;
};

// The number of cells that put() needs.
int width_of(std::string_view text);

// The text for a log line: control characters and invalid UTF-8 become '?'.
std::string printable(std::string_view text);

}  // namespace upshid::status

#endif
