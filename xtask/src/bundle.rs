//! Makes `dist/`: the static folder that is all there is to deploy.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use anyhow::Context;
use wasm_bindgen_cli_support::Bindgen;

use crate::command::run;
use crate::project::Project;
use crate::tools;

const MODULE: &str = "redial_addin";

/// The features that browsers have had since 2022; named because rustc uses them and wasm-opt must not refuse.
const WASM_OPT: [&str; 8] = [
    "-O3",
    "--strip-debug",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
];

/// Compiles, binds, optimises, bundles, copies, and prints the sizes.
pub fn build(project: &Project) -> anyhow::Result<()> {
    tools::wasm_target()?;
    tools::npm_packages(project)?;
    let bindings = project.bindings();
    module(project, project, "redial-addin", &bindings)?;
    assemble(project, &bindings)?;
    run(project.command("node").arg("xtask/sizes.mjs").arg(project.dist()))
}

/// Makes the optimised module of a package of `sources`, which may be another checkout, and its JavaScript in the
/// folder `bindings`.
pub fn module(project: &Project, sources: &Project, package: &str, bindings: &Path) -> anyhow::Result<()> {
    let name = package.replace('-', "_");
    let compiled = compile(sources, package, &name)?;
    let optimised = bindings.join(format!("{name}_bg.wasm"));
    if modified(&optimised) < modified(&compiled).max(modified(&std::env::current_exe()?)) {
        bind(&compiled, bindings)?;
        optimise(project, &optimised)?;
    }
    Ok(())
}

fn compile(project: &Project, package: &str, name: &str) -> anyhow::Result<PathBuf> {
    let arguments = ["build", "--release", "--lib", "--package", package, "--target", tools::WASM_TARGET];
    run(project.command("cargo").args(arguments).arg("--target-dir").arg(&project.target))?;
    Ok(project.target.join(tools::WASM_TARGET).join("release").join(format!("{name}.wasm")))
}

fn bind(compiled: &Path, bindings: &Path) -> anyhow::Result<()> {
    remove_folder(bindings)?;
    Bindgen::new()
        .input_path(compiled)
        .web(true)?
        .omit_default_module_path(false)
        .typescript(true)
        .remove_name_section(true)
        .remove_producers_section(true)
        .generate(bindings)
        .with_context(|| format!("wasm-bindgen could not bind {}", compiled.display()))
}

/// Replaces the module by its optimised form in one step, so that an interrupted build is not taken for a finished one.
fn optimise(project: &Project, module: &Path) -> anyhow::Result<()> {
    let bound = module.with_extension("bound.wasm");
    let optimised = module.with_extension("optimised.wasm");
    fs::rename(module, &bound)?;
    run(project
        .command(project.npm_program("wasm-opt"))
        .args(WASM_OPT)
        .arg(&bound)
        .arg("-o")
        .arg(&optimised))?;
    fs::remove_file(bound)?;
    fs::rename(optimised, module)?;
    Ok(())
}

fn assemble(project: &Project, bindings: &Path) -> anyhow::Result<()> {
    let dist = project.dist();
    remove_folder(&dist)?;
    copy_folder(&project.root.join("www"), &dist, &|path| {
        path.file_name().is_some_and(|name| name != "glue")
    })?;
    let types = |path: &Path| path.to_string_lossy().ends_with(".d.ts");
    copy_folder(bindings, &dist, &|path| !types(path))?;
    fs::copy(project.root.join("manifest/manifest.xml"), dist.join("manifest.xml"))?;
    bundle_glue(project, &dist.join("glue"))
}

/// Each page's JavaScript becomes one file; the module's own stays beside the module.
fn bundle_glue(project: &Project, folder: &Path) -> anyhow::Result<()> {
    let mut outdir = std::ffi::OsString::from("--outdir=");
    outdir.push(folder);
    run(project
        .command(project.npm_program("esbuild"))
        .args(
            ["page.js", "commands.js", "sign_in.js", "dialog.js", "dialog_page.js"]
                .map(|name| format!("www/glue/{name}")),
        )
        .args(["--bundle", "--format=esm", "--target=es2022", "--minify", "--log-level=warning"])
        .arg(format!("--external:../{MODULE}.js"))
        .arg(outdir))
}

fn copy_folder(from: &Path, to: &Path, wanted: &dyn Fn(&Path) -> bool) -> anyhow::Result<()> {
    fs::create_dir_all(to)?;
    for entry in fs::read_dir(from).with_context(|| format!("{} cannot be read", from.display()))? {
        let path = entry?.path();
        let target = to.join(path.file_name().unwrap_or_default());
        if !wanted(&path) {
            continue;
        }
        if path.is_dir() {
            copy_folder(&path, &target, wanted)?;
        } else {
            fs::copy(&path, target)?;
        }
    }
    Ok(())
}

fn remove_folder(folder: &Path) -> anyhow::Result<()> {
    if folder.exists() {
        fs::remove_dir_all(folder).with_context(|| format!("{} cannot be removed", folder.display()))?;
    }
    Ok(())
}

fn modified(path: &Path) -> SystemTime {
    fs::metadata(path).and_then(|file| file.modified()).unwrap_or(SystemTime::UNIX_EPOCH)
}
