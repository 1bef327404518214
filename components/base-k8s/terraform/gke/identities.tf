# Whom components in the cluster act as towards Google Cloud.

resource "google_service_account" "external_dns" {
  account_id   = "${var.cluster_name}-dns"
  display_name = "external-dns of ${var.cluster_name}"
}

# The service account external-dns of the namespace external-dns may act as it, and no one else.
resource "google_service_account_iam_member" "external_dns" {
  service_account_id = google_service_account.external_dns.name
  role               = "roles/iam.workloadIdentityUser"
  member             = "serviceAccount:${google_container_cluster.this.workload_identity_config[0].workload_pool}[external-dns/external-dns]"
}

# It may look at the list of zones, and write to the one of base-network.
resource "google_project_iam_member" "external_dns_reads" {
  project = var.project
  role    = "roles/dns.reader"
  member  = google_service_account.external_dns.member
}

resource "google_dns_managed_zone_iam_member" "external_dns_writes" {
  project      = var.project
  managed_zone = var.dns_zone_id
  role         = "roles/dns.admin"
  member       = google_service_account.external_dns.member
}
