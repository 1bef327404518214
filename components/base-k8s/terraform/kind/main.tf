# A cluster on one machine. Either it is made with kind (create_cluster), or an existing one is used: kind, minikube,
# microk8s, k3s or anything else that a kubeconfig context names. An existing one is only looked at, never changed.

terraform {
  required_version = ">= 1.9.0"

  backend "local" {}
}

locals {
  kubeconfig = pathexpand(var.kubeconfig)
  context    = var.create_cluster ? "kind-${var.cluster_name}" : var.context

  # Where an existing cluster is, the kubeconfig says. Whether it answers is seen at apply, not at plan, so that a
  # plan works on machines that have no cluster.
  config    = try(yamldecode(var.create_cluster ? "{}" : file(local.kubeconfig)), {})
  chosen    = one([for entry in try(local.config.contexts, []) : entry.context if entry.name == local.context])
  cluster   = one([for entry in try(local.config.clusters, []) : entry.cluster if entry.name == try(local.chosen.cluster, null)])
  server    = try(local.cluster.server, "")
  authority = try(local.cluster["certificate-authority-data"], filebase64(local.cluster["certificate-authority"]), "")
}

resource "terraform_data" "kind" {
  count = var.create_cluster ? 1 : 0

  input = {
    name       = var.cluster_name
    kubeconfig = local.kubeconfig
    endpoint   = "https://127.0.0.1:${var.api_server_port}"
    version    = var.kubernetes_version
  }

  # A kind cluster cannot be changed in place.
  triggers_replace = [var.cluster_name, var.kubernetes_version, var.network, local.kind_config]

  provisioner "local-exec" {
    command = "sh ${path.module}/create.sh"

    environment = {
      KIND_CLUSTER                     = var.cluster_name
      KIND_IMAGE                       = "kindest/node:v${var.kubernetes_version}"
      KIND_CONFIG                      = local.kind_config
      KIND_KUBECONFIG                  = local.kubeconfig
      KIND_EXPERIMENTAL_DOCKER_NETWORK = var.network
    }
  }

  provisioner "local-exec" {
    when    = destroy
    command = "kind delete cluster --name \"$KIND_CLUSTER\" --kubeconfig \"$KIND_KUBECONFIG\""

    environment = {
      KIND_CLUSTER    = self.input.name
      KIND_KUBECONFIG = self.input.kubeconfig
    }
  }
}

resource "terraform_data" "existing" {
  count = var.create_cluster ? 0 : 1

  input = {
    name     = var.cluster_name
    context  = local.context
    endpoint = local.server
  }

  # Looked at again when something else is meant.
  triggers_replace = [local.kubeconfig, local.context, local.server]

  provisioner "local-exec" {
    command = "sh ${path.module}/look.sh"

    environment = {
      CLUSTER_KUBECONFIG = local.kubeconfig
      CLUSTER_CONTEXT    = local.context
    }
  }
}

locals {
  kind_config = yamlencode({
    kind       = "Cluster"
    apiVersion = "kind.x-k8s.io/v1alpha4"
    networking = {
      apiServerAddress = "127.0.0.1"
      apiServerPort    = var.api_server_port
    }
    nodes = concat(
      [{
        role = "control-plane"
        # The ingress component's node ports, so that a browser reaches them.
        extraPortMappings = [
          for host, node in { (var.http_port) = 30080, (var.https_port) = 30443 } :
          { hostPort = tonumber(host), containerPort = node, listenAddress = "127.0.0.1", protocol = "TCP" }
        ]
      }],
      [for _ in range(var.workers) : { role = "worker" }],
    )
  })
}
