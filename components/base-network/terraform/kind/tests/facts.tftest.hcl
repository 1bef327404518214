variables {
  dnsZone = "local.platform.example"
}

run "the_docker_network_is_the_network" {
  assert {
    condition     = output.vpcId == "kind" && output.dnsZone == "local.platform.example"
    error_message = "The outputs must say what was asked for."
  }

  assert {
    condition     = length(output.privateSubnetIds) == 0 && length(output.publicSubnetIds) == 0
    error_message = "There are no subnets on one machine."
  }
}

run "a_range_that_is_none_is_refused" {
  command = plan

  variables {
    vpcCidr = "172.18.0.0"
  }

  expect_failures = [var.vpcCidr]
}
