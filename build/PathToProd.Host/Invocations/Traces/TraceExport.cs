using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using PathToProd.Versions;

namespace PathToProd.Host.Invocations.Traces;

/// <summary>
/// Sends spans to the collector that <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> names, by OTLP over HTTP unless <c>OTEL_EXPORTER_OTLP_PROTOCOL</c> says
/// otherwise. A collector that is down, or silent, costs no more than <see cref="Patience"/> at the end, and fails nothing.
/// </summary>
internal sealed class TraceExport : IDisposable
{
    /// <summary>The span that a program is a part of, in its environment: <see href="https://opentelemetry.io/docs/specs/otel/context/env-carriers/" />.</summary>
    public const string ParentVariable = "TRACEPARENT";

    /// <summary>What goes with it from program to program.</summary>
    public const string StateVariable = "TRACESTATE";

    /// <summary>How long an answer is waited for, unless <c>OTEL_EXPORTER_OTLP_TIMEOUT</c> says less.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    private static readonly TimeSpan Margin = TimeSpan.FromMilliseconds(500);

    private readonly string _endpoint;
    private readonly TracerProvider? _provider;
    private readonly Exporter? _exporter;
    private bool _hasEnded;

    /// <param name="endpoint">The collector's address, as the variable says it.</param>
    public TraceExport(string endpoint)
    {
        _endpoint = endpoint;
        if (!IsAddress)
        {
            return;
        }

        var options = new OtlpExporterOptions();
        if (Variable("OTEL_EXPORTER_OTLP_TRACES_PROTOCOL") is null && Variable("OTEL_EXPORTER_OTLP_PROTOCOL") is null)
        {
            options.Protocol = OtlpExportProtocol.HttpProtobuf;
        }

        options.TimeoutMilliseconds = Math.Min(options.TimeoutMilliseconds, (int)Patience.TotalMilliseconds);
        _exporter = new Exporter(options);
        _provider = Sdk.CreateTracerProviderBuilder()
            .AddSource(Source.Name)
            .SetResourceBuilder(
                ResourceBuilder
                    .CreateDefault()
                    .AddService("path-to-prod", serviceVersion: ProductVersion.Text)
                    .AddEnvironmentVariableDetector()
            )
            .AddProcessor(
                new BatchActivityExportProcessor(
                    _exporter,
                    exporterTimeoutMilliseconds: (int)Patience.TotalMilliseconds
                )
            )
            .Build();
    }

    /// <summary>Makes spans. Without a collector it makes none.</summary>
    public ActivitySource Source { get; } = new("PathToProd", ProductVersion.Text);

    /// <summary>What all runs of this process are a part of: <c>TRACEPARENT</c> of the environment.</summary>
    public ActivityContext Parent { get; } =
        ActivityContext.TryParse(Variable(ParentVariable), Variable(StateVariable), isRemote: true, out var parent)
            ? parent
            : default;

    /// <summary>Sends what is left, once.</summary>
    /// <returns>What could not be sent, as a message; null when all was.</returns>
    public string? End()
    {
        if (_hasEnded)
        {
            return null;
        }

        _hasEnded = true;
        if (!IsAddress)
        {
            return $"Traces are not sent: the collector's address is {_endpoint}, which is not one such as http://127.0.0.1:4318. The run itself is not affected.";
        }

        // Not ForceFlush, which is content once the spans are on their way.
        var isOver = _provider!.Shutdown((int)(Patience + Margin).TotalMilliseconds);
        return isOver && _exporter!.HasSentAll
            ? null
            : $"Traces could not be sent to {_endpoint}: it is not there, does not answer, or refuses them. The run itself is not affected.";
    }

    /// <summary>Lets go at once, whatever was not sent.</summary>
    public void Dispose()
    {
        _provider?.Shutdown(timeoutMilliseconds: 0);
        _exporter?.Dispose();
        Source.Dispose();
    }

    private bool IsAddress =>
        Uri.TryCreate(_endpoint, UriKind.Absolute, out var address) && address.Scheme is "http" or "https";

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    /// <summary>The library tells failures only to its own log.</summary>
    private sealed class Exporter(OtlpExporterOptions options) : OtlpTraceExporter(options)
    {
        private volatile bool _hasFailed;

        public bool HasSentAll => !_hasFailed;

        public override ExportResult Export(in Batch<Activity> activityBatch)
        {
            var result = base.Export(activityBatch);
            _hasFailed |= result == ExportResult.Failure;
            return result;
        }
    }
}
