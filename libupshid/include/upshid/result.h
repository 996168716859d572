#ifndef UPSHID_RESULT_H
#define UPSHID_RESULT_H

/// \file
/// A value, or the Error that explains why there is none; like std::expected<T, Error>, which GCC
/// 12 lacks. Test it, then use `*result`; or call value(), which throws BadResult.

#include <upshid/error.h>

#include <optional>
#include <utility>
#include <variant>

namespace upshid {

template <class T>
class [[nodiscard]] Result {
 public:
  using value_type = T;

  Result(T value)
      : state_(std::in_place_index<0>, std::move(value)) {
  }  // NOLINT: implicit, as in std::expected
  Result(Error error) : state_(std::in_place_index<1>, std::move(error)) {}  // NOLINT

  bool has_value() const noexcept { return state_.index() == 0; }
  explicit operator bool() const noexcept { return has_value(); }

  /// The value. Undefined if there is none; test first.
  T& operator*() & noexcept { return *std::get_if<0>(&state_); }
  const T& operator*() const& noexcept { return *std::get_if<0>(&state_); }
  T&& operator*() && noexcept { return std::move(*std::get_if<0>(&state_)); }
  T* operator->() noexcept { return std::get_if<0>(&state_); }
  const T* operator->() const noexcept { return std::get_if<0>(&state_); }

  /// The value; throws BadResult if there is none.
  T& value() & {
    if (!has_value()) throw BadResult(error());
    return **this;
  }
  const T& value() const& {
    if (!has_value()) throw BadResult(error());
    return **this;
  }
  T&& value() && {
    if (!has_value()) throw BadResult(error());
    return std::move(**this);
  }
  T value_or(T fallback) const& { return has_value() ? **this : std::move(fallback); }

  /// The error. Undefined if there is a value; test first.
  const Error& error() const& noexcept { return *std::get_if<1>(&state_); }
  Error&& error() && noexcept { return std::move(*std::get_if<1>(&state_)); }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  using value_type = void;

  Result() = default;
  Result(Error error) : error_(std::move(error)) {}  // NOLINT

  bool has_value() const noexcept { return !error_; }
  explicit operator bool() const noexcept { return has_value(); }
  void value() const {
    if (error_) throw BadResult(*error_);
  }
  const Error& error() const& noexcept { return *error_; }
  Error&& error() && noexcept { return std::move(*error_); }

 private:
  std::optional<Error> error_;
};

}  // namespace upshid

#endif
