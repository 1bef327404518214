using PathToProd.Facts.Signing;
using PathToProd.Facts.VersionSets;
using PathToProd.Host.CommandLine;
using PathToProd.Host.Invocations;
using PathToProd.Tasks.Files;
using PathToProd.Text;

namespace PathToProd.Host.Targets;

/// <summary>Signs a version set that is pinned already: its signature is a new file, and nothing else changes.</summary>
internal static class SignPinned
{
    /// <summary>The set to sign: one that is there, with a key to sign with, and nothing that says what to pin. Null for all else.</summary>
    /// <exception cref="PlatformException">The set was changed after it was pinned (exit code 2).</exception>
    public static VersionSet? Asked(Invocation invocation, SetReferences references)
    {
        var arguments = invocation.Arguments;
        return
            arguments.Has(Option.SignWith)
            && !arguments.Has(Option.From)
            && !arguments.Has(Option.Environment)
            && arguments[Option.Set] is { } name
            && name != VersionSetName.Proposed
            ? references.Files.Find(name)
            : null;
    }

    /// <summary>Writes the signature.</summary>
    /// <exception cref="PlatformException">
    /// There is one already (exit code 3); a note is given, or the key cannot be used (2).
    /// </exception>
    public static Report Run(Invocation invocation, SetReferences references, VersionSet set)
    {
        if (invocation.Arguments.Has(Option.Note))
        {
            throw PlatformException.Wrong(
                $"{set.Name} is already pinned, and its note cannot change",
                "leave --note out to sign it"
            );
        }

        var files = references.Files;
        var signing = new Signing(invocation, files).Sets;
        var path = files.SignatureOf(set.Name);
        var shown = invocation.Workspace.Show(path);
        RefuseSigned(signing.Of(set), set.Name, shown);
        var signature = signing.SignPinned(set, invocation.Arguments[Option.SignWith]!, $"--{Option.SignWith.Word}");
        if (!AtomicFile.TryWriteNew(path, signature))
        {
            throw PlatformException.Refused($"{set.Name} was signed by another run just now. Nothing was written.");
        }

        return new Report
        {
            Text = _ => PinReport.OfSignature(set, shown),
            Json = () => PinReport.Json(set, [shown], twin: null),
        };
    }

    private static void RefuseSigned(SignatureCheck check, string name, string file)
    {
        switch (check)
        {
            case { State: SignatureState.Valid }:
                throw PlatformException.Refused($"{name} is signed already, by {check.Signer}. Nothing was written.");
            case { State: SignatureState.Wrong }:
                throw PlatformException.Refused(
                    $"{name} has a signature already, and it does not count: {check.Wrong}. "
                        + $"To sign it again, fix that or remove {file} first. Nothing was written."
                );
        }
    }
}
