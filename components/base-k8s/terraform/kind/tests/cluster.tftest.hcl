variables {
  cluster_name       = "platform"
  network            = "kind"
  private_subnet_ids = []
  dns_zone_id        = ""
}

# Plans only: nothing here may make a cluster or ask one.
run "a_cluster_is_made_when_asked" {
  command = plan

  variables {
    create_cluster = true
  }

  assert {
    condition     = terraform_data.kind[0].input.endpoint == "https://127.0.0.1:6443" && length(terraform_data.existing) == 0
    error_message = "kind must make the cluster, at the port that was asked for."
  }

  assert {
    condition     = length(yamldecode(local.kind_config).nodes) == 3
    error_message = "There must be a control plane and two workers."
  }
}

run "an_existing_cluster_is_used_otherwise" {
  command = plan

  variables {
    context    = "minikube"
    kubeconfig = "tests/kubeconfig.yaml"
  }

  assert {
    condition     = length(terraform_data.kind) == 0
    error_message = "kind must not be asked for anything."
  }

  assert {
    condition     = terraform_data.existing[0].input.endpoint == "https://192.0.2.10:8443"
    error_message = "The address must be the one of the context in the kubeconfig."
  }
}

run "a_plan_needs_no_kubeconfig" {
  command = plan

  variables {
    context    = "minikube"
    kubeconfig = "tests/there-is-none.yaml"
  }

  assert {
    condition     = terraform_data.existing[0].input.endpoint == ""
    error_message = "The address is unknown without a kubeconfig."
  }
}

run "neither_a_context_nor_a_new_cluster_is_refused" {
  command = plan

  expect_failures = [var.context]
}

run "a_network_of_another_provider_is_pointed_out" {
  command = plan

  variables {
    context            = "minikube"
    kubeconfig         = "tests/kubeconfig.yaml"
    private_subnet_ids = ["subnet-a"]
    dns_zone_id        = "Z0123456789ABC"
  }

  expect_failures = [check.network]
}
