#include "transport/child.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <csignal>
#include <cstring>
#include <utility>

#include "base/close_from.h"
#include "base/unique_fd.h"
#include "transport/fault.h"
#include "transport/hidapi.h"

namespace upshid::transport {

namespace {

using Bytes = std::vector<std::uint8_t>;

// Both ends are this program, so the messages are structures of memory.
struct Request {
  enum class Kind : std::uint8_t { descriptor, get, set, interrupt, string };
  Kind kind = Kind::descriptor;
  hid::ReportType type = hid::ReportType::feature;
  std::uint8_t id = 0;       // Of a report or a string.
  std::uint32_t size = 0;    // get, interrupt: the room for the answer.
  std::int64_t timeout = 0;  // interrupt: in milliseconds.
};

// Followed by the bytes of the answer, or by Error::where and Error::what.
struct Reply {
  Code code{};  // Without a name: no error.
  int sys_errno = 0;
  std::uint32_t where_size = 0;
};

// The largest descriptor, with its header; reports, strings and errors are smaller.
constexpr std::size_t max_message = hid::Budget{}.bytes + 64;

template <class Header>
Bytes message_of(const Header& header, std::span<const std::uint8_t> payload) {
  Bytes out(sizeof header + payload.size());
  std::memcpy(out.data(), &header, sizeof header);
  std::ranges::copy(payload, out.begin() + sizeof header);
  return out;
}

template <class Header>
std::span<const std::uint8_t> split(std::span<const std::uint8_t> message, Header& header) {
  std::memcpy(&header, message.data(), sizeof header);
  return message.subspan(sizeof header);
}

Bytes bytes_of(const std::string& text) {
  return {text.begin(), text.end()};
}

std::string text_of(std::span<const std::uint8_t> bytes) {
  return {bytes.begin(), bytes.end()};
}

Bytes reply_of(const Result<Bytes>& result) {
  if (result) return message_of(Reply{}, *result);
  const Error& error = result.error();
  return message_of(
      Reply{error.code, error.sys_errno, static_cast<std::uint32_t>(error.where.size())},
      bytes_of(error.where + error.what));
}

Result<Bytes> perform(Transport& transport, const Request& request,
                      std::span<const std::uint8_t> payload) {
  Bytes buffer(request.size);
  const auto filled = [&buffer](const Result<std::size_t>& size) -> Result<Bytes> {
    if (!size) return size.error();
    buffer.resize(*size);
    return std::move(buffer);
  };
  switch (request.kind) {
    case Request::Kind::descriptor:
      return transport.report_descriptor();
    case Request::Kind::get:
      return filled(transport.get_report(request.type, request.id, buffer));
    case Request::Kind::interrupt:
      return filled(transport.read_interrupt(buffer, std::chrono::milliseconds(request.timeout)));
    case Request::Kind::set: {
      const auto done = transport.set_report(request.type, request.id, payload);
      if (!done) return done.error();
      return Bytes();
    }
    case Request::Kind::string:
      break;
  }
  const auto text = transport.string(request.id);
  if (!text) return text.error();
  return bytes_of(*text);
}

// Only the socket stays open: whoever reads the caller's output must not wait for this process, and
// a terminal's signals are for the caller.
void leave_the_caller(int socket) {
  (void)std::signal(SIGTERM, SIG_DFL);
  for (const int signal : {SIGINT, SIGHUP}) (void)std::signal(signal, SIG_IGN);
  (void)::dup2(socket, 3);
  base::close_from(4);
  const int null = ::open("/dev/null", O_RDWR);
  for (const int fd : {STDIN_FILENO, STDOUT_FILENO, STDERR_FILENO}) (void)::dup2(null, fd);
}

[[noreturn]] void serve(const DeviceInfo& device, int socket) {
  leave_the_caller(socket);
  socket = 3;
  const auto send = [socket](const Bytes& reply) {
    return ::send(socket, reply.data(), reply.size(), MSG_NOSIGNAL) >= 0;
  };
  auto transport = open_hidapi(device);
  const auto opened =
      transport ? Result<Bytes>(Bytes()) : Result<Bytes>(std::move(transport).error());
  if (!send(reply_of(opened)) || !opened) ::_exit(0);
  Bytes message(max_message);
  for (;;) {
    const ssize_t got = ::recv(socket, message.data(), message.size(), 0);
    if (got < static_cast<ssize_t>(sizeof(Request))) ::_exit(0);
    Request request;
    const auto payload = split(std::span(message).first(static_cast<std::size_t>(got)), request);
    if (!send(reply_of(perform(**transport, request, payload)))) ::_exit(0);
  }
}

// The side of the caller.
class Child final : public Transport {
 public:
  Child(DeviceInfo info, base::UniqueFd socket, int cancel_fd)
      : info_(std::move(info)), socket_(std::move(socket)), cancel_fd_(cancel_fd) {}

  // The answer to a request, or to opening.
  Result<Bytes> receive(const std::string& place) {
    std::array<pollfd, 2> ready{{{socket_.get(), POLLIN, 0}, {cancel_fd_, POLLIN, 0}}};
    while (!is_abandoned_ && ::poll(ready.data(), ready.size(), -1) < 0 && errno == EINTR) {
    }
    if (ready[0].revents == 0) {
      is_abandoned_ = true;
      return transfer_error(place, ECANCELED);
    }
    Bytes message(max_message);
    const ssize_t got = ::recv(socket_.get(), message.data(), message.size(), 0);
    if (got < static_cast<ssize_t>(sizeof(Reply))) return transfer_error(place, EIO);
    Reply reply;
    const auto payload = split(std::span(message).first(static_cast<std::size_t>(got)), reply);
    if (reply.code == Code{}) return Bytes(payload.begin(), payload.end());
    const std::size_t where = std::min<std::size_t>(reply.where_size, payload.size());
    return Error{reply.code, text_of(payload.first(where)), text_of(payload.subspan(where)),
                 reply.sys_errno};
  }

  const DeviceInfo& device() const override { return info_; }
  Result<Bytes> report_descriptor() override { return ask({}, place() + ", report descriptor"); }
  Result<std::size_t> get_report(hid::ReportType type, std::uint8_t id,
                                 std::span<std::uint8_t> buffer) override {
    return fill(buffer, ask({Request::Kind::get, type, id, size_of(buffer), 0},
                            report_place(place(), type, id)));
  }
  Result<void> set_report(hid::ReportType type, std::uint8_t id,
                          std::span<const std::uint8_t> report) override {
    const auto done =
        ask({Request::Kind::set, type, id, 0, 0}, report_place(place(), type, id), report);
    if (!done) return done.error();
    return {};
  }
  Result<std::size_t> read_interrupt(std::span<std::uint8_t> buffer,
                                     std::chrono::milliseconds timeout) override {
    return fill(buffer, ask({Request::Kind::interrupt, {}, 0, size_of(buffer), timeout.count()},
                            place() + ", interrupt endpoint"));
  }
  int interrupt_fd() const override { return -1; }
  Result<std::string> string(std::uint8_t index) override {
    const auto text =
        ask({Request::Kind::string, {}, index, 0, 0}, fmt::format("{}, string {}", place(), index));
    if (!text) return text.error();
    return text_of(*text);
  }

 private:
  std::string place() const { return node_place(info_, info_.hidraw_node); }
  static std::uint32_t size_of(std::span<const std::uint8_t> buffer) {
    return static_cast<std::uint32_t>(buffer.size());
  }

  Result<Bytes> ask(const Request& request, const std::string& place,
                    std::span<const std::uint8_t> payload = {}) {
    if (is_abandoned_) return transfer_error(place, ECANCELED);
    const Bytes message = message_of(request, payload);
    if (::send(socket_.get(), message.data(), message.size(), MSG_NOSIGNAL) < 0)
      return transfer_error(place, errno);
    return receive(place);
  }

  static Result<std::size_t> fill(std::span<std::uint8_t> buffer, const Result<Bytes>& bytes) {
    if (!bytes) return bytes.error();
    std::ranges::copy(std::span(*bytes).first(std::min(bytes->size(), buffer.size())),
                      buffer.begin());
    return bytes->size();
  }

  DeviceInfo info_;
  base::UniqueFd socket_;
  int cancel_fd_;
  bool is_abandoned_ = false;
};

}  // namespace

Result<std::unique_ptr<Transport>> open_in_child(const DeviceInfo& device, int cancel_fd) {
  std::array<int, 2> ends{-1, -1};
  // Without descriptors or processes: better a wait than nothing.
  if (::socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, ends.data()) != 0)
    return open_hidapi(device, {}, cancel_fd);
  base::UniqueFd ours(ends[0]);
  base::UniqueFd theirs(ends[1]);
  const pid_t pid = ::fork();
  if (pid == 0) {
    // A grandchild is nobody's zombie, and its exit, which may wait for the kernel, is not waited
    // for.
    const pid_t grandchild = ::fork();
    if (grandchild == 0) serve(device, theirs.get());
    ::_exit(grandchild < 0 ? 1 : 0);
  }
  int status = 1;
  while (pid > 0 && ::waitpid(pid, &status, 0) < 0 && errno == EINTR) {
  }
  if (status != 0) return open_hidapi(device, {}, cancel_fd);
  theirs.reset();
  auto child = std::make_unique<Child>(device, std::move(ours), cancel_fd);
  const auto opened = child->receive(node_place(device, device.hidraw_node));
  if (!opened) return opened.error();
  return std::unique_ptr<Transport>(std::move(child));
}

}  // namespace upshid::transport
