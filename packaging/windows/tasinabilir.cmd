@echo off
rem Cevaplar ve ayarlar bu klasorde, "veri" altinda durur.
set "EBEL_WIZARD_HOME=%~dp0veri"
start "" "%~dp0ebel-wizard.exe"
