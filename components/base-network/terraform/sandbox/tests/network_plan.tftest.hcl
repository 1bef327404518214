# The split of the range, which all providers share.

run "a_small_network_is_split_the_same_way" {
  command = plan

  module {
    source = "../modules/network-plan"
  }

  variables {
    vpc_cidr = "172.16.16.0/20"
    zones    = ["a", "b"]
  }

  assert {
    condition     = output.private_subnets == { a = "172.16.16.0/24", b = "172.16.17.0/24" }
    error_message = "A /20 must give private subnets of /24."
  }

  assert {
    condition     = output.public_subnets == { a = "172.16.31.0/28", b = "172.16.31.16/28" }
    error_message = "A /20 must give public subnets of /28, the smallest that AWS takes."
  }
}

run "a_range_that_is_too_small_is_refused" {
  command = plan

  module {
    source = "../modules/network-plan"
  }

  variables {
    vpc_cidr = "10.0.0.0/24"
    zones    = ["a"]
  }

  expect_failures = [var.vpc_cidr]
}

run "a_range_with_host_bits_is_refused" {
  command = plan

  module {
    source = "../modules/network-plan"
  }

  variables {
    vpc_cidr = "10.20.30.40/16"
    zones    = ["a"]
  }

  expect_failures = [var.vpc_cidr]
}

run "a_zone_named_twice_is_refused" {
  command = plan

  module {
    source = "../modules/network-plan"
  }

  variables {
    vpc_cidr = "10.0.0.0/16"
    zones    = ["a", "a"]
  }

  expect_failures = [var.zones]
}
