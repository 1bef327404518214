using System.Runtime.InteropServices;
using System.Text;

namespace PathToProd.Tasks.Processes.Unix;

/// <summary>Strings as C wants them for a new process: UTF-8, each ending in a zero, the list ending in a null.</summary>
internal sealed unsafe class NativeStrings : IDisposable
{
    private readonly byte** _list;
    private readonly byte* _text;

    internal NativeStrings(List<string> values)
    {
        var size = 0;
        foreach (var value in values)
        {
            size += Encoding.UTF8.GetByteCount(value) + 1;
        }

        _list = (byte**)NativeMemory.AllocZeroed((nuint)values.Count + 1, (nuint)sizeof(byte*));
        _text = (byte*)NativeMemory.AllocZeroed((nuint)Math.Max(1, size));
        var at = _text;
        for (var index = 0; index < values.Count; index++)
        {
            _list[index] = at;
            at += Encoding.UTF8.GetBytes(values[index], new Span<byte>(at, size - (int)(at - _text))) + 1;
        }

        Size = size;
    }

    internal byte** Pointer => _list;

    /// <summary>The bytes of all strings together.</summary>
    internal int Size { get; }

    public void Dispose()
    {
        NativeMemory.Free(_list);
        NativeMemory.Free(_text);
    }
}
