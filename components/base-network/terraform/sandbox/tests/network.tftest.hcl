variables {
  name     = "platform-test"
  vpc_cidr = "10.30.0.0/16"
  zones    = ["a", "b", "c"]
  dns_zone = "test.platform.example"
}

run "each_zone_gets_a_private_and_a_public_subnet" {
  assert {
    condition = [for zone in var.zones : terraform_data.private_subnet[zone].output.cidr] == [
      "10.30.0.0/20", "10.30.16.0/20", "10.30.32.0/20",
    ]
    error_message = "The private subnets must be the first blocks of the network."
  }

  assert {
    condition = [for zone in var.zones : terraform_data.public_subnet[zone].output.cidr] == [
      "10.30.240.0/24", "10.30.241.0/24", "10.30.242.0/24",
    ]
    error_message = "The public subnets must be in the last block of the network."
  }

  assert {
    condition     = length(distinct(concat(output.private_subnet_ids, output.public_subnet_ids))) == 6
    error_message = "Each subnet must have an identity of its own."
  }

  assert {
    condition     = output.dns_zone == "test.platform.example" && output.vpc_cidr == "10.30.0.0/16"
    error_message = "The outputs must say what was asked for."
  }
}

run "a_zone_added_at_the_end_moves_no_other_subnet" {
  variables {
    zones = ["a", "b", "c", "d"]
  }

  assert {
    condition     = slice(output.private_subnet_ids, 0, 3) == run.each_zone_gets_a_private_and_a_public_subnet.private_subnet_ids
    error_message = "The first three private subnets must stay what they were."
  }

  assert {
    condition     = terraform_data.private_subnet["c"].output.cidr == "10.30.32.0/20"
    error_message = "The ranges of the first three zones must stay what they were."
  }
}

run "a_name_with_capitals_is_refused" {
  command = plan

  variables {
    name = "Platform"
  }

  expect_failures = [var.name]
}

run "a_domain_with_a_dot_at_the_end_is_refused" {
  command = plan

  variables {
    dns_zone = "test.platform.example."
  }

  expect_failures = [var.dns_zone]
}
