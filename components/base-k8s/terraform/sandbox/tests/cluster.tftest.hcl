variables {
  cluster_name       = "platform-test"
  network            = "vpc-0123456789abcdef0"
  private_subnet_ids = ["subnet-a", "subnet-b"]
  dns_zone_id        = "Z0123456789ABC"
}

run "the_facts_of_the_cluster_are_output" {
  assert {
    condition     = output.cluster_name == "platform-test" && output.kubernetes_version == "1.31.2"
    error_message = "The outputs must say what was asked for."
  }

  assert {
    condition     = startswith(output.endpoint, "https://") && endswith(output.endpoint, ".kubernetes.sandbox.platform.example")
    error_message = "The endpoint must be an https address."
  }

  assert {
    condition     = terraform_data.node_group["general"].output.subnets == tolist(["subnet-a", "subnet-b"])
    error_message = "Nodes must be in the private subnets."
  }

  assert {
    condition     = terraform_data.external_dns_identity.output.zone == "Z0123456789ABC"
    error_message = "external-dns must be bound to the zone of base-network."
  }
}

run "an_upgrade_keeps_the_address" {
  variables {
    kubernetes_version = "1.32.0"
  }

  assert {
    condition     = output.kubernetes_version == "1.32.0"
    error_message = "The new version must be output."
  }

  assert {
    condition     = output.endpoint == run.the_facts_of_the_cluster_are_output.endpoint
    error_message = "An upgrade must not move the API server."
  }
}

run "no_subnets_is_refused" {
  command = plan

  variables {
    private_subnet_ids = []
  }

  expect_failures = [terraform_data.cluster]
}

run "a_version_without_patch_level_is_refused" {
  command = plan

  variables {
    kubernetes_version = "1.31"
  }

  expect_failures = [var.kubernetes_version]
}
