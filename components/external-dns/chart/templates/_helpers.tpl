{{/* Labels that tell whose something is; they may change from version to version. */}}
{{- define "external-dns.labels" -}}
{{ include "external-dns.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: dns
app.kubernetes.io/part-of: platform
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Labels that select pods; a deployment's can never change. */}}
{{- define "external-dns.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The name of everything here. The cloud's identities are bound to it, and to the namespace external-dns. */}}
{{- define "external-dns.name" -}}
external-dns
{{- end -}}

{{/* The annotation that gives the service account an identity at the provider. */}}
{{- define "external-dns.identity" -}}
{{- if and .Values.identity (eq .Values.provider "aws") -}}
eks.amazonaws.com/role-arn: {{ .Values.identity | quote }}
{{- else if and .Values.identity (eq .Values.provider "google") -}}
iam.gke.io/gcp-service-account: {{ .Values.identity | quote }}
{{- end -}}
{{- end -}}

{{/* What is wrong with the values together, beyond what their schema sees of each. */}}
{{- define "external-dns.check" -}}
{{- if and (eq .Values.provider "cloudflare") (not .Values.credentials.existingSecret) -}}
{{- fail "external-dns: the provider cloudflare needs credentials.existingSecret, the name of a Secret that holds the API token." -}}
{{- end -}}
{{- end -}}
