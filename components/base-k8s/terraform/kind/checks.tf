# What base-network gives this root has no use here; anything but nothing hints at another provider's network. A warning, as
# tests plan with examples that are the same for every provider.
check "network" {
  assert {
    condition     = length(var.private_subnet_ids) == 0
    error_message = "Nodes on one machine are in no subnet: deploy base-network from its root for kind too."
  }

  assert {
    condition     = var.dns_zone_id == ""
    error_message = "external-dns has no identity here that could write to a zone at a provider: deploy base-network from its root for kind too."
  }
}
