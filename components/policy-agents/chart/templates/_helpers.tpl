{{/* Labels that tell whose something is; they may change from version to version. */}}
{{- define "policy-agents.labels" -}}
{{ include "policy-agents.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/component: agent
app.kubernetes.io/part-of: platform
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Labels that select pods; a deployment's can never change. */}}
{{- define "policy-agents.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name }}
app.kubernetes.io/instance: {{ .Release.Name }}
{{- end -}}

{{- define "policy-agents.name" -}}
policy-agent
{{- end -}}
