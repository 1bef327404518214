{{/* The name of everything here. */}}
{{- define "__name__.name" -}}
__resource__
{{- end -}}

{{/* Labels that tell whose something is; they may change from version to version. */}}
{{- define "__name__.labels" -}}
{{ include "__name__.selectorLabels" . }}
app.kubernetes.io/version: {{ .Chart.AppVersion | quote }}
app.kubernetes.io/part-of: platform
app.kubernetes.io/managed-by: {{ .Release.Service }}
helm.sh/chart: {{ printf "%s-%s" .Chart.Name .Chart.Version }}
{{- end -}}

{{/* Labels that select pods; a deployment's can never change. */}}
{{- define "__name__.selectorLabels" -}}
app.kubernetes.io/name: {{ .Chart.Name | quote }}
app.kubernetes.io/instance: {{ .Release.Name | quote }}
{{- end -}}
