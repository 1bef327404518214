# A cluster on one machine (kind, minikube, microk8s) brings its network along, and Docker or the cluster itself made it.
# Nothing is made here: this root only says the same facts as the others, so that what is built on them finds them.

terraform {
  required_version = ">= 1.9.0"

  backend "local" {}
}

resource "terraform_data" "network" {
  input = {
    name = var.docker_network
    cidr = var.vpc_cidr
  }
}

resource "terraform_data" "dns_zone" {
  input = var.dns_zone
}
