#ifndef UPSHID_TESTS_LOCAL_SERVER_H
#define UPSHID_TESTS_LOCAL_SERVER_H

#include <arpa/inet.h>
#include <doctest/doctest.h>
#include <netinet/in.h>
#include <sys/socket.h>

#include "base/unique_fd.h"

namespace upshid::test {

/// Listens on a free port of 127.0.0.1. `flags`: SOCK_NONBLOCK.
class LocalServer {
 public:
  explicit LocalServer(int flags = 0)
      : fd_(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC | flags, 0)) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof(address);
    // NOLINTNEXTLINE: the sockets interface casts.
    auto* generic = reinterpret_cast<sockaddr*>(&address);
    REQUIRE(::bind(fd_.get(), generic, size) == 0);
    REQUIRE(::listen(fd_.get(), 4) == 0);
    REQUIRE(::getsockname(fd_.get(), generic, &size) == 0);
    port_ = ntohs(address.sin_port);
  }

  int port() const { return port_; }
  base::UniqueFd accept(int flags = 0) const {
    return base::UniqueFd(::accept4(fd_.get(), nullptr, nullptr, SOCK_CLOEXEC | flags));
  }
  void leave() { fd_.reset(); }

 private:
  base::UniqueFd fd_;
  int port_ = 0;
};

}  // namespace upshid::test

#endif
