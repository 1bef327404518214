using System.Security.Cryptography;
using System.Text;

namespace PathToProd.Tasks.Locks;

/// <summary>What a lock is for.</summary>
/// <param name="Environment">The environment, as messages say it.</param>
/// <param name="Component">The component.</param>
/// <param name="Target">What identifies the environment's target on this machine; null for a lock of one checkout.</param>
internal sealed record LockName(string Environment, string Component, string? Target = null)
{
    /// <summary>The name of its files, without what distinguishes them.</summary>
    public string File => $"{(Target is null ? Environment : Of(Target))}.{Component}";

    /// <summary>A short name for a text that may hold what no file's name can.</summary>
    public static string Of(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
