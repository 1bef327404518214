# __name__ for environments with the provider __provider__. It makes nothing yet: terraform_data is built into
# Terraform, and needs neither a provider nor an account. Put real resources in its place, and keep the outputs.

terraform {
  required_version = ">= 1.9.0"

  # The path comes from the program: one state for each environment and component.
  backend "local" {}
}

resource "terraform_data" "main" {
  input = {
    id   = format("main-%s", substr(sha256(var.name), 0, 17))
    name = var.name
  }
}
