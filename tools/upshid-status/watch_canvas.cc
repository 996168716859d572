#include "upshid-status/watch_canvas.h"

#include <fmt/format.h>

#include <algorithm>

#include "base/utf8.h"

namespace upshid::status {

namespace {

constexpr char32_t unknown = U'?';

bool is_control(char32_t c) {
  return c < 0x20 || (c >= 0x7f && c < 0xa0);
}

// Without asking a locale: Latin, Greek, Cyrillic and Armenian letters, and the drawing characters.
bool is_one_cell(char32_t c) {
  if (is_control(c) || c == 0xad) return false;
  if (c < 0x300) return true;
  if (c >= 0x370 && c <= 0x58f) return c < 0x483 || c > 0x489;
  return (c >= 0x2010 && c <= 0x2027) || (c >= 0x2500 && c <= 0x25ff);
}

// Select Graphic Rendition (ECMA-48 §8.3.117): the eight colours that users
// configure in their terminals.
std::string rendition(const Style& style, bool colours) {
  std::string out = "\x1b[0";
  if (style.bold) out += ";1";
  // Normal operation is unobtrusive, so that an outage stands out.
  if (style.tone == Tone::dim || style.tone == Tone::accent) out += ";2";
  if (style.reverse) out += ";7";
  if (colours) {
    if (style.tone == Tone::good) out += ";32";
    if (style.tone == Tone::notice) out += ";33";
    if (style.tone == Tone::alarm) out += ";31";
    if (style.tone == Tone::accent) out += ";36";
  }
  return out + "m";
}

}  // namespace

void Canvas::set(int row, int column, char32_t glyph, Style style) {
  if (row < 0 || column < 0 || row >= size_.rows || column >= size_.columns) return;
  if (!is_one_cell(glyph) || (!look_.blocks && glyph > 0x7e)) glyph = unknown;
  cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(size_.columns) +
         static_cast<std::size_t>(column)] = {glyph, style};
}

int Canvas::put(int row, int column, std::string_view text, Style style, int width) {
  const bool is_cut = width_of(text) > width;
  for (int left = width; !text.empty() && left > 0; --left) {
    const char32_t glyph = base::take_character(text);
    const bool is_last = is_cut && left == 1;
    set(row, column++, is_last ? (look_.blocks ? U'…' : U'~') : glyph, style);
  }
  return column;
}

void Canvas::put_right(int row, int end, std::string_view text, Style style) {
  put(row, end - width_of(text), text, style);
}

const Cell& Canvas::at(int row, int column) const {
  return cells_[static_cast<std::size_t>(row) * static_cast<std::size_t>(size_.columns) +
                static_cast<std::size_t>(column)];
}

std::string Canvas::text() const {
  std::string out;
  for (int row = 0; row < size_.rows; ++row) {
    std::string line;
    std::size_t end = 0;
    for (int column = 0; column < size_.columns; ++column) {
      base::append_utf8(line, at(row, column).glyph);
      if (at(row, column).glyph != U' ') end = line.size();
    }
    out += line.substr(0, end) + "\n";
  }
  return out;
}

// Cursor Position, the cells up to the last that is not blank, Erase in Line for the rest.
void Canvas::add_row(std::string& out, int row) const {
  out += fmt::format("\x1b[{};1H", row + 1);
  int end = size_.columns;
  while (end > 0 && at(row, end - 1) == Cell{}) --end;
  Style now;
  for (int column = 0; column < end; ++column) {
    const Cell& cell = at(row, column);
    if (!(cell.style == now)) out += rendition(cell.style, look_.colours);
    now = cell.style;
    base::append_utf8(out, cell.glyph);
  }
  if (!(now == Style{})) out += "\x1b[0m";
  if (end < size_.columns) out += "\x1b[K";
}

std::string Canvas::frame(const Canvas* before) const {
  std::string out;
  const bool is_new = before == nullptr || !(before->size_ == size_);
  if (is_new) out = "\x1b[0m\x1b[H\x1b[2J";
  for (int row = 0; row < size_.rows; ++row) {
    bool differs = false;
    for (int column = 0; !differs && column < size_.columns; ++column) {
      differs = !(at(row, column) == (is_new ? Cell{} : before->at(row, column)));
    }
    if (differs) add_row(out, row);
  }
  return out;
}

int width_of(std::string_view text) {
  int out = 0;
  for (; !text.empty(); ++out) base::take_character(text);
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  while (!text.empty()) {
    const char32_t c = base::take_character(text);
    base::append_utf8(out, is_control(c) || c == base::replacement_character ? unknown : c);
  }
  return out;
}

}  // namespace upshid::status
