# A VPC network for one regional GKE cluster. A subnet of Google's spans all zones of its region, so one is enough.

module "plan" {
  source = "../modules/network-plan"

  vpc_cidr = var.vpc_cidr
  zones    = [var.region]
}

resource "google_project_service" "this" {
  for_each = toset(["compute.googleapis.com", "dns.googleapis.com"])

  service = each.key

  # Others in the project may need it too.
  disable_on_destroy = false
}

resource "google_compute_network" "this" {
  name                    = var.name
  auto_create_subnetworks = false
  routing_mode            = "REGIONAL"

  depends_on = [google_project_service.this]
}

resource "google_compute_subnetwork" "nodes" {
  name          = "${var.name}-nodes"
  network       = google_compute_network.this.id
  region        = var.region
  ip_cidr_range = module.plan.private_subnets[var.region]

  # Nodes have no public address, and still pull images and write logs.
  private_ip_google_access = true

  # base-k8s refers to these ranges by name.
  secondary_ip_range {
    range_name    = "pods"
    ip_cidr_range = module.plan.pod_range
  }

  secondary_ip_range {
    range_name    = "services"
    ip_cidr_range = module.plan.service_range
  }

  log_config {
    aggregation_interval = "INTERVAL_5_SEC"
    flow_sampling        = 0.5
    metadata             = "INCLUDE_ALL_METADATA"
  }
}

resource "google_compute_router" "this" {
  name    = var.name
  network = google_compute_network.this.id
  region  = var.region
}

resource "google_compute_router_nat" "this" {
  name                               = var.name
  router                             = google_compute_router.this.name
  region                             = var.region
  nat_ip_allocate_option             = "AUTO_ONLY"
  source_subnetwork_ip_ranges_to_nat = "LIST_OF_SUBNETWORKS"

  subnetwork {
    name                    = google_compute_subnetwork.nodes.id
    source_ip_ranges_to_nat = ["ALL_IP_RANGES"]
  }

  log_config {
    enable = true
    filter = "ERRORS_ONLY"
  }
}

# Google's health checks and load balancers come from these ranges; GKE opens the rest that it needs by itself.
resource "google_compute_firewall" "health_checks" {
  name          = "${var.name}-health-checks"
  network       = google_compute_network.this.id
  direction     = "INGRESS"
  source_ranges = ["35.191.0.0/16", "130.211.0.0/22"]

  allow {
    protocol = "tcp"
  }
}

resource "google_dns_managed_zone" "private" {
  name        = var.name
  dns_name    = "${var.dns_zone}."
  description = "Names of ${var.name}, written by external-dns"
  visibility  = "private"

  # Else a destroy stops at the records that external-dns wrote.
  force_destroy = var.destroy_dns_records

  private_visibility_config {
    networks {
      network_url = google_compute_network.this.id
    }
  }

  depends_on = [google_project_service.this]
}
