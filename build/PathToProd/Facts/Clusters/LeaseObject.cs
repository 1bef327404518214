using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using PathToProd.Facts.Leases;

namespace PathToProd.Facts.Clusters;

/// <summary>
/// A lease's record as Kubernetes' own <c>Lease</c>, which <c>kubectl get leases</c> shows: <c>leaseTransitions</c> is the fencing
/// token, and what the kind has no field for is in annotations.
/// </summary>
public static class LeaseObject
{
    /// <summary>What it is.</summary>
    public const string Kind = "lock";

    // Exactly six digits: with the seven of .NET the API server refuses the object (https://github.com/kubernetes/kubernetes/pull/141204).
    private const string MicroTime = "yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'";

    private const string Who = "path-to-prod/who";
    private const string Job = "path-to-prod/job";
    private const string Renewals = "path-to-prod/renewals";

    /// <summary>The object.</summary>
    /// <param name="record">The record.</param>
    /// <param name="version">The version that it replaces; null for a new one.</param>
    /// <param name="now">What people see as the time of this change. Nothing is decided by it.</param>
    public static JsonObject Write(LeaseRecord record, string? version, DateTimeOffset now)
    {
        var (environment, component) = record.Key.Split('/') is [var first, var second]
            ? (first, second)
            : ("", record.Key);
        var metadata = ClusterObject.Metadata(
            ClusterObject.Name(Kind, environment, component),
            Kind,
            environment,
            component,
            version
        );
        var annotations = new JsonObject { [Renewals] = record.Renewals.ToString(CultureInfo.InvariantCulture) };
        var spec = new JsonObject
        {
            // Others wait for whole seconds at least as long as the holder counts on.
            ["leaseDurationSeconds"] = (int)Math.Ceiling(record.Duration.TotalSeconds),
            ["leaseTransitions"] = checked((int)record.Token),
            ["renewTime"] = Text(now),
        };
        if (record.Holder is { } holder)
        {
            spec["holderIdentity"] = holder.Run;
            spec["acquireTime"] = Text(holder.Since);
            annotations[Who] = holder.Who;
            if (holder.Job is { } job)
            {
                annotations[Job] = job;
            }
        }

        metadata["annotations"] = annotations;
        return new JsonObject
        {
            ["apiVersion"] = "coordination.k8s.io/v1",
            ["kind"] = "Lease",
            ["metadata"] = metadata,
            ["spec"] = spec,
        };
    }

    /// <summary>Reads it.</summary>
    /// <param name="key">What it is for: <c>prod/ingress</c>.</param>
    /// <param name="found">The object.</param>
    /// <exception cref="FormatException">A field that decides is missing or means nothing; the message continues the name of the object.</exception>
    public static LeaseRecord Read(string key, JsonObject found)
    {
        var spec = found["spec"] as JsonObject ?? [];
        var annotations = found["metadata"]?["annotations"] as JsonObject ?? [];
        var holder = spec["holderIdentity"]?.ToString() is { Length: > 0 } run
            ? new LeaseHolder(
                run,
                annotations[Who]?.ToString() ?? "unknown",
                Time(spec, "acquireTime"),
                annotations[Job]?.ToString()
            )
            : null;
        return new LeaseRecord
        {
            Key = key,
            Token = Number(spec, "leaseTransitions"),
            Holder = holder,
            Duration = holder is null ? TimeSpan.Zero : TimeSpan.FromSeconds(Number(spec, "leaseDurationSeconds")),
            Renewals = long.TryParse(
                annotations[Renewals]?.ToString(),
                NumberStyles.None,
                CultureInfo.InvariantCulture,
                out var renewals
            )
                ? renewals
                : 0,
        };
    }

    private static string Text(DateTimeOffset time) =>
        time.ToUniversalTime().ToString(MicroTime, CultureInfo.InvariantCulture);

    private static long Number(JsonObject spec, string name) =>
        spec[name] is JsonValue value
        && value.GetValueKind() == JsonValueKind.Number
        && long.TryParse(value.ToString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new FormatException($"has no spec.{name} that is a whole number");

    private static DateTimeOffset Time(JsonObject spec, string name) =>
        DateTimeOffset.TryParse(
            spec[name]?.ToString(),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var time
        )
            ? time
            : throw new FormatException($"has no spec.{name} that is a time");
}
