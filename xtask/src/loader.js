
// A chunk comes in packs of parts, laid one after the other; `packs` has their names and lengths. A part can be in
// several packs, and is put into the program once.
const parts = new Map();
const loads = new Map();

async function load(pack) {
    const answer = await fetch(new URL(pack, import.meta.url));
    if (!answer.ok) {
        throw new Error(`${pack}: ${answer.status}`);
    }
    const bytes = await answer.arrayBuffer();
    let start = 0;
    for (const [name, length] of packs[pack]) {
        if (!parts.has(name)) {
            parts.set(name, WebAssembly.instantiate(new Uint8Array(bytes, start, length), getSharedImports()));
        }
        start += length;
    }
    await Promise.all(packs[pack].map(([name]) => parts.get(name)));
}

// What could not be loaded is asked for again next time.
function once(pack) {
    if (!loads.has(pack)) {
        loads.set(pack, load(pack).catch((error) => {
            loads.delete(pack);
            throw error;
        }));
    }
    return loads.get(pack);
}

// The program calls this with a function of its own, which wants to know whether the chunk is there.
function chunk(names) {
    return async (callback, data) => {
        let loaded = true;
        try {
            await Promise.all(names.map(once));
        } catch (error) {
            console.error(error);
            loaded = false;
        }
        getSharedImports().__wasm_split.__indirect_function_table.get(callback)(data, loaded);
    };
}

