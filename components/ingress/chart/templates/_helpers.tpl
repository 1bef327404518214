{{/* Labels that tell whose something is; they may change from version to version. */}}
{{- define "ingress.labels" -}}
{{ include "ingress.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: controller
app.kubernetes.io/part-of: platform
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Labels that select pods; a deployment's can never change. */}}
{{- define "ingress.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{/* The name of everything here; with the namespace's for what belongs to no namespace. */}}
{{- define "ingress.name" -}}
ingress-controller
{{- end -}}

{{- define "ingress.clusterWideName" -}}
{{ .Release.Namespace }}-{{ include "ingress.name" . }}
{{- end -}}
