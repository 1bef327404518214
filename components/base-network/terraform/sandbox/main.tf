# A network that exists only on paper: real Terraform, real plan, real state, but no provider and no account.
# Its outputs are those of the other roots, and the same values always give the same outputs.

terraform {
  required_version = ">= 1.9.0"

  # The path comes from the program: one state for each environment and component.
  backend "local" {}
}

module "plan" {
  source = "../modules/network-plan"

  vpc_cidr = var.vpc_cidr
  zones    = var.zones
}

resource "terraform_data" "vpc" {
  input = {
    id   = format("vpc-%s", substr(sha256(var.name), 0, 17))
    name = var.name
    cidr = var.vpc_cidr
  }
}

resource "terraform_data" "private_subnet" {
  for_each = module.plan.private_subnets

  input = {
    id   = format("subnet-%s", substr(sha256("${var.name}/private/${each.key}"), 0, 17))
    vpc  = terraform_data.vpc.output.id
    zone = each.key
    cidr = each.value
  }
}

resource "terraform_data" "public_subnet" {
  for_each = module.plan.public_subnets

  input = {
    id   = format("subnet-%s", substr(sha256("${var.name}/public/${each.key}"), 0, 17))
    vpc  = terraform_data.vpc.output.id
    zone = each.key
    cidr = each.value
  }
}

resource "terraform_data" "dns_zone" {
  input = {
    id   = format("Z%s", upper(substr(sha256(var.dns_zone), 0, 13)))
    name = var.dns_zone
    vpc  = terraform_data.vpc.output.id
  }
}
