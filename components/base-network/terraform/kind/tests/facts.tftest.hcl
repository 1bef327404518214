variables {
  dns_zone = "local.platform.example"
}

run "the_docker_network_is_the_network" {
  assert {
    condition     = output.vpc_id == "kind" && output.dns_zone == "local.platform.example"
    error_message = "The outputs must say what was asked for."
  }

  assert {
    condition     = length(output.private_subnet_ids) == 0 && length(output.public_subnet_ids) == 0
    error_message = "There are no subnets on one machine."
  }
}

run "a_range_that_is_none_is_refused" {
  command = plan

  variables {
    vpc_cidr = "172.18.0.0"
  }

  expect_failures = [var.vpc_cidr]
}
